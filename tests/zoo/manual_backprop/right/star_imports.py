from math import *
import torch

HAND_GRADIENTS = {'w1': -0.0171586, 'b1': -0.0171586, 'w2': 0.161412, 'b2': 0.249998}

def sig(z):
    return 1/(1+exp(-z))

def forward(x, w1, b1, w2, b2):
    z1=x*w1+b1
    a=sig(z1)
    z2=a*w2+b2
    f=sig(z2)
    print('z1',z1,'a',a,'z2',z2,'f',f)
    return f,(x,a,w2,f)

def backward(df, cache):
    x,a,w2,f=cache
    t=df*f*(1-f)
    u=t*w2*a*(1-a)
    print('delta2',t,'delta1',u)
    return {'w1':u*x,'b1':u,'w2':t*a,'b2':t}

def torch_gradients(x, w1, b1, w2, b2):
    w1,b1,w2,b2=[torch.tensor(q,dtype=torch.float64,requires_grad=True) for q in (w1,b1,w2,b2)]
    f=1/(1+torch.exp(-(w2/(1+torch.exp(-(x*w1+b1)))+b2)))
    f.backward()
    return {'w1':w1.grad,'b1':b1.grad,'w2':w2.grad,'b2':b2.grad}

f,c=forward(1,0.5,0.1,-0.3,0.2)
print(f,backward(1,c))
print(torch_gradients(1,0.5,0.1,-0.3,0.2))
