"""Other machines and clusters: the inner command counts, on the target."""

from __future__ import annotations

import pytest

from cmdgen.core.records import Command
from cmdgen.safety.engine import screen

LEVELS = {
    "critical": [
        "kubectl delete namespace prod",
        "kubectl delete ns/prod --force --grace-period=0",
        "oc delete project shop",
        "kubectl exec -it pod/db-0 -- psql -c 'DROP SCHEMA public CASCADE'",
        "kubectl exec db -- sh -c 'rm -rf /*'",
        "k3s kubectl delete ns x",
        'ansible all -m shell -a "rm -rf /"',
        "ssh -o ProxyCommand='rm -rf ~' h",
        "sshpass -p x ssh root@h rm -rf /",
        'ssh -J a,b c "rm -rf /"',
        "ssh -p 22 -i k u@h -- rm -rf /etc",
        "pssh -h hosts.txt -i 'rm -rf /'",
        "mosh h -- rm -rf /",
        "salt '*' cmd.run 'rm -rf /'",
        "lxc exec web -- rm -rf /",
        "vagrant ssh -c 'rm -rf /*'",
        "multipass exec vm -- sudo rm -rf /",
        "wsl rm -rf /",
        "wsl -d Ubuntu -- rm -rf /",
    ],
    "high": [
        "kubectl delete pvc --all",
        "kubectl delete all --all -n dev",
        "kubectl drain n1 --force --ignore-daemonsets",
        "kubectl exec web -- rm -rf /app/data/uploads",
        "kubectl debug node/n1 -it --image=busybox",
        "ansible web -b -m reboot",
        'ansible all -m file -a "path=/srv/data state=absent"',
        "ssh h 'sudo reboot'",
        "pdsh -w web[1-5] 'sudo reboot'",
        "vagrant destroy -f",
        "ssh h cat x.sh | sh",
    ],
    "moderate": [
        "kubectl delete -f app.yaml",
        "kubectl delete deployment web -n prod",
        "kubectl delete svc/web",
        "kubectl edit deploy web",
        "kubectl cordon n1",
        "kubectl rollout undo deploy/web",
        'ansible web -m service -a "name=nginx state=restarted"',
        "kubectl get secret db -o jsonpath='{.data.password}'",
    ],
    "safe": [
        "kubectl describe pod web",
        "kubectl top nodes",
        "kubectl logs -f web",
        "kubectl get ns",
        "kubectl auth can-i delete pods",
        "kubectl explain pod",
        "kubectl config use-context prod",
        "kubectl port-forward svc/web 8080:80",
        "kubectl delete pod web --dry-run=server",
        "kubectl exec -it web -- sh",
        "kubectl rollout status deploy/web",
        "ssh h 'df -h; uptime'",
        "ssh -L 8080:localhost:80 h",
        "kubectl get events --sort-by=.metadata.creationTimestamp",
        "kubectl api-resources",
        "kubectl cluster-info dump",
        "kubectl version --client",
        "kubectl config view",
        "kubectl config get-contexts",
        "kubectl get pods -l app=delete",
        "kubectl logs deploy/delete-worker",
        "kubectl wait --for=condition=ready pod/web",
        "kubectl get secret db",
        "kubectl apply -f x.yaml --dry-run=server",
        "kubectl kustomize overlays/prod",
        "kubectl cp web:/tmp/a ./a",
        "vagrant status",
    ],
}


@pytest.mark.parametrize(
    ("level", "text"), [(level, text) for level, texts in LEVELS.items() for text in texts]
)
def test_a_command_gets_the_level_of_what_it_does(level: str, text: str) -> None:
    assert screen(Command(text=text, dialect="bash")).level.label == level
